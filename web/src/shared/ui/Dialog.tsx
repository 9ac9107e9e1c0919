import { lazy, type ReactNode, Suspense } from "react";
import { loadDialog } from "./overlays";

export interface DialogProps {
  title: string;
  onClose: () => void;
  /** `alertdialog` for a question that interrupts and needs an answer. */
  role?: "dialog" | "alertdialog";
  wide?: boolean;
  children: ReactNode;
}

const DialogFrame = lazy(loadDialog);

/** A dialog, mounted only while it is open. */
export function Dialog(props: DialogProps) {
  return (
    <Suspense>
      <DialogFrame {...props} />
    </Suspense>
  );
}

/** The buttons at the end of a dialog. */
export function DialogActions({ children }: { children: ReactNode }) {
  return (
    <div className="mt-6 flex flex-col-reverse gap-2 pb-[env(safe-area-inset-bottom)] sm:flex-row sm:justify-end">
      {children}
    </div>
  );
}
