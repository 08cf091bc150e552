"""What a Daily Papers page says around its papers: menus, banners, footers.

A *banner* is a sentence of the site that no paper would use as its title or as
a line of its abstract, so it is recognised wherever it stands. The other words
("new", "Subscribe", "Next") could be a paper's title: they count as furniture
only where no title can stand, which `cards` decides.
"""

import re

_BANNER = re.compile(
    r"(?:get trending papers in your email inbox(?: once a day)?!?"
    r"|by ?ak ?and the research community"
    r"|and the research community"
    r"|join the discussion on this paper page"
    r"|search by arxiv id or title)",
    re.IGNORECASE,
)

_WORDS = frozenset(
    line.casefold()
    for line in """
new
Subscribe
Daily Papers
Daily Papers - Hugging Face
Hugging Face
Hugging Face's logo
Hugging Face's logo Hugging Face
DailyWeeklyMonthly
DailyWeeklyMonthly Trending Papers
SubscribeDaily Papers
SubscribeTrending Papers
by
AK
arXiv Page
arXiv
Page
View arXiv page
Previous Next
Daily
Weekly
Monthly
Today
Trending
Trending Papers
Papers
Models
Datasets
Spaces
Buckets
Buckets new
Community
Docs
Documentation
Enterprise
Pricing
Website
Tasks
HuggingChat
Collections
Languages
Organizations
Blog
Blog Articles
Posts
Discord
Forum
GitHub
Learn
Solutions
Team & Enterprise
Hugging Face PRO
Enterprise Support
Inference Providers
Inference Endpoints
Inference Endpoints (dedicated)
Storage Buckets
Log In
Sign Up
Submit a paper
Upvote
Load more
Previous
Next
System theme
Light theme
Dark theme
Company
TOS
Terms of Service
Privacy
About
Careers
Jobs
Changelog
Brand assets
Contact
""".strip().split("\n")
)
_RULE = re.compile(
    r"[-–—_=*~·•═─]{3,}|[*•‣◦●▪⁰]|\[\s*\]|\[[0-9a-z]{1,12}\]"
    r"|#\d+ paper of the (?:day|week|month)",
    re.I,
)
_PAGE_TITLE = re.compile(
    r"(?:by ?ak ?and the research community|by|ak"
    r"|(?:daily|weekly|monthly|trending) papers(?: [-–|·] hugging face)?"
    r"|what is papers with code\?|company|website|web source|papers?)",
    re.IGNORECASE,
)
_BULLET = re.compile(r"[*•‣◦●▪+-]\s+(?:[*•‣◦●▪+-]\s+)*")
_COPYRIGHT = re.compile(r"©.{0,40}")
_FILE = re.compile(
    r"(?:video|image|audio): \S+\.\w{2,5}|link: (?:preconnect|preload|\w+)", re.IGNORECASE
)
_FOOTER_WORDS_TEXT = """
tos privacy about jobs careers website models datasets spaces pricing docs company
previous next log in sign up © hugging face posts solutions enterprise blog papers
[hugging face's logo] buckets new community learn tasks
"""
_FOOTER_WORDS = frozenset(_FOOTER_WORDS_TEXT.split())


def is_banner(text: str) -> bool:
    """Tell whether the line is a sentence that only the site itself says."""
    return _BANNER.fullmatch(text) is not None


def has_banner(text: str) -> bool:
    """Tell whether a text that ran together holds such a sentence."""
    return _BANNER.search(text) is not None


def is_page_title(text: str) -> bool:
    """Tell whether a heading names the page or a part of it, and no paper."""
    return _PAGE_TITLE.fullmatch(text) is not None


def is_furniture(text: str) -> bool:
    """Tell whether the line may belong to the page; a title may look the same."""
    if text[:1] in "*•‣◦●▪+-":
        text = _BULLET.sub("", text, count=1) or text
    return (
        " ".join(text.casefold().split()) in _WORDS
        or _RULE.fullmatch(text) is not None
        or _COPYRIGHT.fullmatch(text) is not None
        or _FILE.fullmatch(text) is not None
        or (len(text) < 100 and _FOOTER_WORDS.issuperset(text.casefold().split()))
    )
