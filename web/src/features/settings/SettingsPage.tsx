import { LogOut, Monitor, Moon, Sun } from "lucide-react";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { askToNotify, canNotify, mayNotify } from "@/shared/a11y/notify";
import { errorText } from "@/shared/api/error-text";
import { session, signOut } from "@/shared/api/session";
import { useSignal } from "@/shared/lib/signal";
import { announceOthers, notificationsOn, shortcutsOn, soundsOn } from "@/shared/prefs/switches";
import { theme, themes } from "@/shared/prefs/theme";
import { Avatar } from "@/shared/ui/Avatar";
import { Badge } from "@/shared/ui/Badge";
import { Button } from "@/shared/ui/Button";
import { Choice } from "@/shared/ui/Choice";
import { PageHeading } from "@/shared/ui/PageHeading";
import { Switch } from "@/shared/ui/Switch";
import { showToast } from "@/shared/ui/toast";
import { useTitle } from "@/shared/ui/useTitle";

const themeIcons = { system: Monitor, light: Sun, dark: Moon };

function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-5 rounded-xl border border-line bg-raised p-5">
      <h2 id={id} className="text-sm font-semibold text-muted">
        {title}
      </h2>
      {children}
    </section>
  );
}

function Account() {
  const { t } = useTranslation("settings");
  const { t: common } = useTranslation();
  const current = useSignal(session);
  if (current.status !== "signed_in") return null;
  const { id, display_name, email, role } = current.account;
  const leave = () => signOut().catch((error: unknown) => showToast(errorText(error), "danger"));
  return (
    <Section title={t("account")}>
      <div className="flex items-center gap-4">
        <Avatar id={id} name={display_name} size="md" />
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-center gap-2 font-semibold">
            <bdi>{display_name}</bdi>
            <Badge>{common(`accountRole.${role}`)}</Badge>
          </p>
          <p className="truncate text-sm text-muted">{email}</p>
        </div>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line pt-5">
        <p className="text-sm text-muted">{t("signOutHint")}</p>
        <Button onClick={() => void leave()}>
          <LogOut size={16} aria-hidden="true" className="rtl:-scale-x-100" />
          {t("signOut")}
        </Button>
      </div>
    </Section>
  );
}

/** The browser has the last word on it, so the switch shows what it said. */
function Notifications() {
  const { t } = useTranslation("settings");
  const on = useSignal(notificationsOn);
  const turn = async (wanted: boolean) => {
    const allowed = wanted && (mayNotify() || (await askToNotify()));
    if (wanted && !allowed) showToast(t("notifyBlocked"), "danger");
    notificationsOn.set(allowed);
  };
  return (
    <Switch
      label={t("notify")}
      hint={canNotify() ? t("notifyHint") : t("notifyBlocked")}
      checked={on && mayNotify()}
      onChange={(wanted) => void turn(wanted)}
    />
  );
}

export default function SettingsPage() {
  const { t } = useTranslation("settings");
  useTitle(t("title"));
  return (
    <div className="mx-auto flex w-full max-w-2xl flex-col gap-6">
      <PageHeading title={t("title")} lead={t("lead")} />
      <Account />
      <Section title={t("appearance")}>
        <Choice
          legend={t("theme")}
          name="theme"
          look="segments"
          value={useSignal(theme)}
          onChange={theme.set}
          options={themes.map((value) => {
            const Icon = themeIcons[value];
            return { value, label: t(value), icon: <Icon size={16} aria-hidden="true" /> };
          })}
        />
      </Section>
      <Section title={t("meetings")}>
        <Switch
          label={t("shortcuts")}
          hint={t("shortcutsHint")}
          checked={useSignal(shortcutsOn)}
          onChange={shortcutsOn.set}
        />
        <Switch
          label={t("others")}
          hint={t("othersHint")}
          checked={useSignal(announceOthers)}
          onChange={announceOthers.set}
        />
        <Switch
          label={t("sounds")}
          hint={t("soundsHint")}
          checked={useSignal(soundsOn)}
          onChange={soundsOn.set}
        />
        <Notifications />
      </Section>
    </div>
  );
}
