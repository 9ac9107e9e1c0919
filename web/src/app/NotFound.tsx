import { Compass } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { buttonClass } from "@/shared/ui/Button";
import { Message } from "@/shared/ui/Message";
import { useTitle } from "@/shared/ui/useTitle";

export function NotFound() {
  const { t } = useTranslation();
  useTitle(t("notFound.title"));
  return (
    <main className="grid min-h-dvh place-items-center">
      <Message
        level="h1"
        icon={<Compass size={26} />}
        title={t("notFound.title")}
        actions={
          <Link to="/meetings" className={buttonClass("primary", "lg")}>
            {t("notFound.back")}
          </Link>
        }
      >
        {t("notFound.text")}
      </Message>
    </main>
  );
}
