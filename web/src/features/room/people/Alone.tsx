import { Link2, UserPlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "@/shared/ui/Button";
import { Message } from "@/shared/ui/Message";
import { copyLink } from "../frame/copyLink";

export function Alone() {
  const { t } = useTranslation("room");
  return (
    <Message
      level="h3"
      icon={<UserPlus size={24} />}
      title={t("people.alone")}
      actions={
        <Button onClick={() => void copyLink()}>
          <Link2 size={16} aria-hidden="true" />
          {t("actions.copyLink")}
        </Button>
      }
    >
      {t("people.aloneText")}
    </Message>
  );
}
