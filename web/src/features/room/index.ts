/** What the pages for who leads a meeting share with the room. */
export * from "./model";
export { useAct } from "./useAct";
export { useAnnouncements } from "./voice/useAnnouncements";
export { useDocumentTitle } from "./voice/useDocumentTitle";
export { useTimeMarks } from "./voice/useTimeMarks";
export { turnLeft, turnSpent } from "./turn";
