import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button";
import { Dialog, DialogActions } from "./Dialog";
import { TextArea } from "./TextField";

interface ConfirmDialogProps {
  title: string;
  children?: ReactNode;
  action: string;
  danger?: boolean;
  /** Asks for a reason as well, under this label. */
  reasonLabel?: string;
  reasonHint?: string;
  onConfirm: (reason: string | null) => void;
  onClose: () => void;
}

/** Asks before something that cannot be undone. Mounted only while it is open. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, children, action, danger = false, reasonLabel, reasonHint, onConfirm, onClose } = props;
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const confirm = () => {
    onConfirm(reason.trim() || null);
    onClose();
  };
  return (
    <Dialog title={title} onClose={onClose} role="alertdialog">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          confirm();
        }}
      >
        {children && <div className="text-sm text-muted">{children}</div>}
        {reasonLabel && (
          <div className={children ? "mt-4" : ""}>
            <TextArea
              label={reasonLabel}
              hint={reasonHint}
              value={reason}
              maxLength={280}
              onChange={(event) => setReason(event.target.value)}
            />
          </div>
        )}
        <DialogActions>
          <Button size="lg" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button size="lg" type="submit" tone={danger ? "danger" : "primary"}>
            {action}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
