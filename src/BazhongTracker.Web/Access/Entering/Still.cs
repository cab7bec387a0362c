using System.Security.Claims;

namespace BazhongTracker.Web.Access.Entering;

/// <summary>What a person who has shown the password must do before anything else can be reached.</summary>
public enum Still
{
    Nothing,

    /// <summary>Show a code of the authenticator.</summary>
    Code,

    /// <summary>Change a password that was made for one use.</summary>
    OneTime,

    /// <summary>Change a password that is older than its term.</summary>
    Expired,

    /// <summary>Set up an authenticator.</summary>
    Factor,
}

internal static class StillToDo
{
    public const string Claim = "still";
    private const int LongestReturn = 1000;

    private static readonly string[] Always = [Actions.OpenFrame, Actions.OwnSession, Actions.AskHealth];

    public static Still Still(this ClaimsPrincipal person) =>
        person.FindFirstValue(Claim) is { } text && Enum.TryParse<Still>(text, out var still) ? still : Entering.Still.Nothing;

    /// <summary>Whether the action is within reach before it is done: the one page where it is done, and signing out.</summary>
    public static bool Permits(this Still still, string action) => still == Entering.Still.Nothing || Always.Contains(action) || action == still.Asks();

    public static string Page(this Still still) => still.Asks() == Actions.OwnPassword ? "/password" : "/second-factor";

    /// <summary>The page, and from there back to what was asked for.</summary>
    public static string PageBefore(this Still still, HttpRequest request)
    {
        var wanted = HttpMethods.IsGet(request.Method) ? request.Path.ToUriComponent() + request.QueryString.ToUriComponent() : "/";
        return wanted.Length > LongestReturn ? still.Page() : $"{still.Page()}?return={Uri.EscapeDataString(wanted)}";
    }

    private static string Asks(this Still still) => still is Entering.Still.OneTime or Entering.Still.Expired ? Actions.OwnPassword : Actions.OwnSecondFactor;
}
