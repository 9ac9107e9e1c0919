import { lazy } from "react";

/** For pages beside the room: fetched when they are opened. */
export const HandOverDialog = lazy(() => import("./HandOverDialog"));
export const RecogniseDialog = lazy(() => import("./RecogniseDialog"));
/** Fetched with the first request that waits. */
export const RequestActions = lazy(() => import("./RequestActions"));
