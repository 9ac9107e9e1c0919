/** What the pages for who leads a meeting share with the room. */
export { interposing, mayInterrupt } from "./interposing";
export { HandOverDialog, RecogniseDialog, RequestActions } from "./lead/dialogs";
export { uniqueName } from "./lead/uniqueName";
export * from "./model";
export { explain, showsRule } from "./queue/explain";
export { turnLeft, turnSpent } from "./turn";
export { useAct } from "./useAct";
export { useDocumentTitle } from "./voice/useDocumentTitle";
export { useVoice } from "./voice/useVoice";
