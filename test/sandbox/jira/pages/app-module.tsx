// A module of the app in the page, with the dialogs that it opens.
import { useState } from "react";
import { AppView } from "../host/app-view.tsx";
import { type ModuleInfo, type Place } from "../wire.ts";
import { Dialog } from "../../base/pages/dialog.tsx";
import { useSite } from "./site-context.ts";

interface Opened {
  resource: string | null;
  title: string;
  size: string;
  context: unknown;
  onClose: (payload?: unknown) => void;
}
interface Props {
  module: ModuleInfo;
  place: Place;
  close?: (payload?: unknown) => void;
  modalContext?: unknown;
}

export function AppModule({ module, place, close, modalContext }: Props) {
  const { go, flag, closeFlag, changed } = useSite();
  const [opened, setOpened] = useState<Opened>();
  const shut = (payload?: unknown): void => {
    const { onClose } = opened ?? {};
    setOpened(undefined);
    onClose?.(payload);
  };
  const bundle = opened?.resource == null ? module.bundle : opened.resource.replace("/", "-");
  const page = {
    go,
    flag,
    closeFlag,
    refresh: changed,
    close,
    openModal: (resource: string | null, options: Omit<Opened, "resource">) => {
      setOpened({ resource, ...options });
    },
    modalContext,
    dark: () => document.documentElement.dataset["theme"] === "dark",
  };
  return (
    <>
      <AppView module={module} place={place} page={page} />
      {opened ? (
        <Dialog
          title={opened.title === "" ? module.title : opened.title}
          close={() => {
            shut();
          }}
          width={opened.size}
        >
          <AppModule module={{ ...module, bundle }} place={place} close={shut} modalContext={opened.context} />
        </Dialog>
      ) : null}
    </>
  );
}
