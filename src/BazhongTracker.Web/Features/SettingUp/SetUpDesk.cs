using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Access.Entering;
using BazhongTracker.Web.Access.FirstSetUp;
using BazhongTracker.Web.Access.Passwords;

namespace BazhongTracker.Web.Features.SettingUp;

/// <summary>What the form of /setup carries, at whichever step.</summary>
public sealed class SetUpFields
{
    public string? What { get; set; }
    public string? Role { get; set; }
    public string? Code { get; set; }
    public string? UserName { get; set; }
    public string? DisplayName { get; set; }
    public string? StaffNumber { get; set; }
    public string? Password { get; set; }
    public string? Again { get; set; }
}

/// <param name="IsDone">The next step is to be shown.</param>
/// <param name="Sentence">Why it was not looked at or is not right, by its name in the texts.</param>
/// <param name="Codes">To be shown once.</param>
public sealed record SetUpAnswer(
    bool IsDone, IReadOnlyList<RuleViolation> Refusals, string? Sentence = null, IReadOnlyList<string>? Codes = null);

/// <summary>Between the page /setup and what it does: which step was sent, and the limits of guessing.</summary>
public sealed class SetUpDesk(SetUp setUp, SetUpFactor factor, SetUpCode code, SetUpCookie cookie, SignInThrottle throttle)
{
    public const string LetIn = "code";
    public const string Person = "person";
    public const string Bind = "bind";
    public const string ShowCodes = "show";
    public const string Keep = "keep";

    // Of one address in a minute.
    private const int MostFailures = 5;

    public async Task<(SetUpState State, bool IsOpen)> Look(HttpContext http)
    {
        var state = await setUp.State(SignedIn.ActorOf(http.User), http.RequestAborted);
        return (state, state.Next is not null && code.IsAlive);
    }

    /// <summary>Whether the code was typed in this browser.</summary>
    public bool IsLetIn(HttpContext http) => code.Matches(cookie.Read(http));

    /// <summary>Who comes back types the code again.</summary>
    public void Leave(HttpContext http) => cookie.Remove(http);

    /// <inheritdoc cref="SetUpFactor.Key"/>
    public Task<string> Key(HttpContext http) => factor.Key(cookie.Read(http), Of(http), http.RequestAborted);

    public async Task<SetUpAnswer> Take(HttpContext http, SetUpFields form)
    {
        try
        {
            return form.What switch
            {
                LetIn => await Limited(http, "setup ", MostFailures, () => Enter(http, form)),
                Person => await Made(http, form),
                Bind => await Limited(http, "", null, () => Bound(http, form)),
                ShowCodes => new SetUpAnswer(false, [], null, await factor.Codes(cookie.Read(http), Of(http), http.RequestAborted)),
                Keep => await Kept(http),
                _ => throw new RuleViolation("setup.meanwhile"),
            };
        }
        catch (RuleViolation refusal)
        {
            return new SetUpAnswer(false, [refusal]);
        }
    }

    private async Task<SetUpAnswer> Limited(HttpContext http, string prefix, int? most, Func<Task<SetUpAnswer>> attempt)
    {
        var answer = new SetUpAnswer(false, []);
        var looked = await throttle.Look(
            prefix + SignInThrottle.Key(http.Connection.RemoteIpAddress), async () =>
                (answer = await attempt()) is { Sentence: null, Refusals.Count: 0 }, most, http.RequestAborted);
        return http.Response.Say(looked) is { } turnedAway ? new SetUpAnswer(false, [], turnedAway) : answer;
    }

    private async Task<SetUpAnswer> Enter(HttpContext http, SetUpFields form)
    {
        try
        {
            await setUp.Demand(form.Code ?? "", Of(http), http.RequestAborted);
        }
        catch (RuleViolation refusal) when (refusal.Code == "setup.code")
        {
            return new SetUpAnswer(false, [refusal]);
        }

        cookie.Write(http, form.Code!);
        return new SetUpAnswer(true, []);
    }

    private async Task<SetUpAnswer> Made(HttpContext http, SetUpFields form)
    {
        if (form.Password != form.Again)
        {
            return new SetUpAnswer(false, [new RuleViolation("setup.differs")]);
        }

        var person = new SetUpForm(
            cookie.Read(http), form.Role ?? "", TypedText.Folded(form.UserName), (form.DisplayName ?? "").Trim(), form.StaffNumber ?? "",
            form.Password ?? "");
        var refusals = await setUp.Run(person, http.Connection.Address(), Of(http), http.RequestAborted);
        return new SetUpAnswer(refusals.Count == 0, refusals);
    }

    private async Task<SetUpAnswer> Bound(HttpContext http, SetUpFields form)
    {
        var codes = await factor.Confirm(cookie.Read(http), form.Code ?? "", http.Connection.Address(), Of(http), http.RequestAborted);
        return new SetUpAnswer(false, [], codes is null ? "factor.not_yet" : null, codes);
    }

    private async Task<SetUpAnswer> Kept(HttpContext http)
    {
        await factor.Kept(cookie.Read(http), Of(http), http.RequestAborted);
        return new SetUpAnswer(true, []);
    }

    // Whoever sits there; nobody, or somebody who is signed in for something else.
    private static Actor Of(HttpContext http) => SignedIn.ActorOf(http.User) with { Address = http.Connection.Address() };
}
