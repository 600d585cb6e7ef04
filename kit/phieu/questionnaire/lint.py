"""Every rule over a questionnaire; what they say and why stands in README.md."""

from __future__ import annotations

from .findings import Finding
from .lint_bodies import body_findings
from .lint_codes import code_findings
from .lint_kinds import kind_findings
from .lint_spss import spss_findings
from .lint_templates import template_findings
from .model import Questionnaire


def check(questionnaire: Questionnaire) -> list[Finding]:
    """All findings, each once; empty for a questionnaire that can be printed and exported."""
    found = (
        *body_findings(questionnaire),
        *code_findings(questionnaire),
        *kind_findings(questionnaire),
        *template_findings(questionnaire),
        *spss_findings(questionnaire),
    )
    return list(dict.fromkeys(found))
