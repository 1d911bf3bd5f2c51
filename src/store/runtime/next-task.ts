/** Ends the task: the page draws and answers before what follows. */
export const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
