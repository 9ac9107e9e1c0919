import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/shared/ui/ConfirmDialog";
import { useAct } from "../useAct";
import type { RequestActionsProps } from "./RequestActions";

/** Asks before a request is declined, and for the reason. */
export default function DenyDialog({
  request,
  name,
  onClose,
}: RequestActionsProps & { onClose: () => void }) {
  const { t } = useTranslation("room");
  const act = useAct();
  const { request_id } = request;
  return (
    <ConfirmDialog
      title={t("queue.denyTitle", { name })}
      action={t("queue.denyAction")}
      danger
      reasonLabel={t("queue.reason")}
      reasonHint={t("queue.reasonHint")}
      onConfirm={(reason) => act({ type: "deny_request", request_id, ...(reason ? { reason } : {}) })}
      onClose={onClose}
    >
      {t("queue.denyText")}
    </ConfirmDialog>
  );
}
