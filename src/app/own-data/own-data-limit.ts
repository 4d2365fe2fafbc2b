/** Workbooks of own data a person gets in 24 hours. */
export const mostExports = 3;
