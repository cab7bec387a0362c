namespace BazhongTracker.Web.Text;

// Each names its resources: Xxx.resx (Chinese) and Xxx.en.resx (English).

/// <summary>Words that more than one page uses.</summary>
public sealed class Words;

/// <summary>One sentence per code of a RuleViolation.</summary>
public sealed class Refusals;

public sealed class SigningInWords;

/// <summary>Of 总览, and what 大屏 says in the same words.</summary>
public sealed class OverviewWords;

/// <summary>Of the first set-up.</summary>
public sealed class SettingUpWords;

/// <summary>Of 关于.</summary>
public sealed class AboutWords;

public sealed class ScreenWords;

public sealed class SearchWords;

public sealed class StillRequiredWords;

public sealed class LedgerWords;

public sealed class TargetWords;

public sealed class WhyWords;

public sealed class ReadingWords;

public sealed class ReportingWords;

public sealed class ReviewingWords;

public sealed class RecomputingWords;

public sealed class AuditingWords;

public sealed class ReceiptWords;

public sealed class DepartmentWords;

/// <summary>Of the pages of those who keep the system.</summary>
public sealed class PeopleWords;
