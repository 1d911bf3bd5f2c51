/** Words with a capital letter first, as a sentence or a line of a list begins. */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
