"""Every rule over a questionnaire; what they say and why stands in RULES.md."""

from __future__ import annotations

from ..findings import Finding
from ..model import Questionnaire
from .bodies import body_findings
from .codes import code_findings
from .kinds import kind_findings
from .logic import logic_findings
from .options import option_findings
from .repeats import repeat_findings
from .scales import scale_findings
from .silencing import without_silenced
from .spss import spss_findings
from .templates import template_findings
from .translations import translation_findings
from .typography import typography_findings
from .wording import wording_findings


def check(questionnaire: Questionnaire) -> list[Finding]:
    """All findings, each once; a questionnaire without errors can be printed and exported."""
    found = (
        *body_findings(questionnaire),
        *code_findings(questionnaire),
        *kind_findings(questionnaire),
        *logic_findings(questionnaire),
        *template_findings(questionnaire),
        *translation_findings(questionnaire),
        *spss_findings(questionnaire),
        *repeat_findings(questionnaire),
        *option_findings(questionnaire),
        *scale_findings(questionnaire),
        *wording_findings(questionnaire),
        *typography_findings(questionnaire),
    )
    return without_silenced(questionnaire, list(dict.fromkeys(found)))
