namespace BazhongTracker.Web.Text;

// Each names its resources: Xxx.resx (Chinese) and Xxx.en.resx (English).

/// <summary>Words that more than one page uses.</summary>
public sealed class Words;

/// <summary>One sentence per code of a RuleViolation.</summary>
public sealed class Refusals;

public sealed class SigningInWords;

public sealed class OverviewWords;

public sealed class StillRequiredWords;

public sealed class LedgerWords;

public sealed class TargetWords;

public sealed class WhyWords;

public sealed class ReadingWords;

public sealed class ReportingWords;

public sealed class ReviewingWords;

public sealed class RecomputingWords;
