/** Tells what is being done, with the time of day in UTC, beside what is printed as the result. */
export const say = (line: string): void => console.error(`${new Date().toISOString().slice(11, 19)} ${line}`);
