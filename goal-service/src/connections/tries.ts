/** After this many tries a delivery, an item to be read and a wish stay as they are: visible, and to be tried again by hand. */
export const TRIES = 8;
