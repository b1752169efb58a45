/**
 * Types of fields whose values are numbers: they have decimals, may be nihil, and add up. Choices and texts are words, and a
 * date is a day.
 */
export const isNumeric = (type: string): boolean => type === "money" || type === "number" || type === "percent";
