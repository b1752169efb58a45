/** What the user pool asks of a password; stacks set the same policy. */
export const PASSWORD_LEAST_CHARACTERS = 10;

export const PASSWORD_RULES = ["length", "lower", "upper", "digit", "symbol"] as const;
export type PasswordRule = (typeof PASSWORD_RULES)[number];

const TESTS: Readonly<Record<PasswordRule, (password: string) => boolean>> = {
  length: (password) => password.length >= PASSWORD_LEAST_CHARACTERS,
  lower: (password) => /[a-z]/.test(password),
  upper: (password) => /[A-Z]/.test(password),
  digit: (password) => /\d/.test(password),
  symbol: (password) => /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+\- ]/.test(password),
};

/** The rules that a password does not keep yet. */
export const lacking = (password: string): readonly PasswordRule[] =>
  PASSWORD_RULES.filter((rule) => !TESTS[rule](password));
