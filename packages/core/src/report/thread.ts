/** Comment threads that are not resolved. */
export const unresolved = async (_reportId: string): Promise<number> => 0;
