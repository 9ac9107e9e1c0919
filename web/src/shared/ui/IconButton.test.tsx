import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { IconButton } from "./IconButton";

it("shows its tip to who points at it, and takes it away again", async () => {
  const user = userEvent.setup();
  const press = vi.fn();
  render(
    <IconButton label="Move Ada up" tip="Up" onPress={press}>
      ↑
    </IconButton>,
  );
  const button = screen.getByRole("button", { name: "Move Ada up" });
  await user.hover(button);
  expect(await screen.findByRole("tooltip", {}, { timeout: 10_000 })).toHaveTextContent("Up");
  await user.keyboard("{Escape}");
  await user.unhover(button);
  await waitFor(() => expect(screen.queryByRole("tooltip")).toBeNull());
  await user.click(button);
  expect(press).toHaveBeenCalledOnce();
});

it("does nothing while it is switched off", async () => {
  const press = vi.fn();
  render(
    <IconButton label="Down" isDisabled onPress={press}>
      ↓
    </IconButton>,
  );
  await userEvent.click(screen.getByRole("button", { name: "Down" }));
  expect(press).not.toHaveBeenCalled();
});
