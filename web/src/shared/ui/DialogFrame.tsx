import { X } from "lucide-react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { cx } from "@/shared/lib/cx";
import type { DialogProps } from "./Dialog";
import { IconButton } from "./IconButton";

export default function DialogFrame({
  title,
  onClose,
  role = "dialog",
  wide = false,
  children,
}: DialogProps) {
  const { t } = useTranslation();
  return (
    <ModalOverlay
      isOpen
      onOpenChange={(open) => !open && onClose()}
      isDismissable={role === "dialog"}
      className="fixed inset-0 z-40 flex items-end justify-center bg-scrim sm:items-center sm:p-4"
    >
      <Modal
        className={cx(
          "flex w-full flex-col bg-bg text-ink shadow-overlay",
          "sheet-in max-h-[92dvh] rounded-t-2xl sm:overlay-in sm:rounded-2xl",
          wide ? "sm:max-w-2xl" : "sm:max-w-md",
        )}
      >
        <AriaDialog role={role} className="flex min-h-0 flex-1 flex-col outline-none">
          <header className="flex items-center gap-2 border-b border-line py-3 ps-5 pe-3">
            <Heading slot="title" className="min-w-0 flex-1 text-lg font-semibold">
              {title}
            </Heading>
            <IconButton label={t("close")} onPress={onClose}>
              <X size={18} aria-hidden="true" />
            </IconButton>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto p-5">{children}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
