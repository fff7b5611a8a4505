import { endpoints } from "@throughline/shared/endpoints";
import { Router } from "express";
import type { Ground } from "../ground.ts";
import { mount } from "../route.ts";
import { askQuestion, closeQuestion } from "./ask.ts";
import { draftQuestion } from "./draft.ts";
import { listQuestions } from "./questions.ts";

export function questionRoutes(ground: Ground, onChange: () => void): Router {
  const router = Router();
  mount(router, ground, endpoints.listQuestions, ({ caller, input }) => listQuestions(ground, caller, input.id));
  mount(router, ground, endpoints.draftQuestion, ({ caller, input }) => draftQuestion(ground, caller, input));
  mount(router, ground, endpoints.askQuestion, async ({ caller, input }) => {
    const question = await askQuestion(ground, caller, input);
    onChange();
    return question;
  });
  mount(router, ground, endpoints.closeQuestion, ({ caller, input }) => closeQuestion(ground, caller, input));
  return router;
}
