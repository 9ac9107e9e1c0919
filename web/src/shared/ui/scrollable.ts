/** For a part that scrolls and may hold nothing to focus: the keyboard has to reach it to scroll it. */
export const scrollable = { tabIndex: 0 } as const;
