namespace BazhongTracker.Web.Access;

/// <summary>The actions of <c>permissions.tsv</c> that the program asks for; each stands there as a row marked <c>now</c>.</summary>
public static class Actions
{
    public const string OpenFrame = "frame.open";
    public const string OwnSession = "session.own";
    public const string ListSessions = "session.list";
    public const string OwnPassword = "password.own";
    public const string OwnSecondFactor = "second-factor.own";
    public const string SetUp = "setup.run";
    public const string ReadSteps = "setup.steps";
    public const string AskHealth = "health.ask";
    public const string OpenCircuit = "circuit.open";
    public const string OpenForbidden = "forbidden.open";
    public const string ReadAbout = "about.read";
    public const string ReadText = "text.read";
    public const string DescribeApi = "api.describe";
    public const string Search = "search.ask";
    public const string ReadPublished = "published.read";
    public const string ReadContacts = "contact.read";
    public const string ReadPending = "pending.read";
    public const string ReadReceipt = "receipt.read";
    public const string ReportFigure = "figure.report";
    public const string WithdrawFigure = "figure.withdraw";
    public const string ReviseFigure = "figure.revise";
    public const string ReadDraft = "draft.read";
    public const string WriteDraft = "draft.write";
    public const string OpenQueue = "review.queue";
    public const string ReturnFigure = "figure.return";
    public const string AcceptFigure = "figure.accept";
    public const string TakeBackAcceptance = "figure.take-back";
    public const string ReadRuns = "runs.read";
    public const string Recompute = "progress.recompute";
    public const string CreateAccount = "account.create";
    public const string CloseAccount = "account.close";
    public const string AllowIssuer = "account.issuer";
    public const string ListAccounts = "account.list";
    public const string ChangeDepartments = "department.change";
    public const string GrantRole = "role.grant";
    public const string EndSession = "session.end";
    public const string CreateApiKey = "api-key.create";
    public const string RevokeApiKey = "api-key.revoke";
    public const string ListApiKeys = "api-key.list";
    public const string ReadAudit = "audit.read";
    public const string ReadSettings = "settings.read";
}
