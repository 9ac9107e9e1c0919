import { useTranslation } from "react-i18next";
import { useSignal } from "@/shared/lib/signal";
import { chosenDevice, type DeviceKind, devices } from "@/shared/media/devices";
import { SelectField } from "@/shared/ui/TextField";

/** Which microphone, camera or speaker. Before somebody has allowed it, a browser does not tell which there are. */
export function DeviceSelect({ kind }: { kind: DeviceKind }) {
  const { t } = useTranslation("media");
  const list = useSignal(devices)[kind];
  const chosen = useSignal(chosenDevice[kind]);
  const options = list
    .filter(({ id }) => id !== "default")
    .map(({ id, label }, index) => ({
      value: id,
      label: label || t("devices.nameless", { number: index + 1 }),
    }));
  return (
    <SelectField
      label={t(`devices.${kind}`)}
      value={options.some(({ value }) => value === chosen) ? chosen : ""}
      onChange={(event) => chosenDevice[kind].set(event.target.value)}
      options={[{ value: "", label: t("devices.usual") }, ...options]}
    />
  );
}
