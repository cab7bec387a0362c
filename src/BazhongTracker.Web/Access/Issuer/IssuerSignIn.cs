using System.Security.Claims;
using BazhongTracker.Data.People;
using BazhongTracker.Web.Access.Entering;
using BazhongTracker.Web.Access.Passwords;
using BazhongTracker.Web.Shared.Layout;
using BazhongTracker.Web.Startup.Settings;
using Microsoft.AspNetCore.Authentication;

namespace BazhongTracker.Web.Access.Issuer;

/// <summary>From what the issuer said to a session and its cookie, or back to the sign-in page with one sentence.</summary>
public sealed partial class IssuerSignIn(IssuerAccount accounts, SessionStart start, SignInThrottle throttle, OpenIdConnectSettings settings, ILogger<IssuerSignIn> log)
{
    public const string Cancelled = "cancelled";
    public const string Failed = "failed";
    public const string Unlinked = "unlinked";
    public const string TooMany = "too_many";
    private bool succeeded;

    /// <summary>Leads to the issuer, or back where it cannot be reached.</summary>
    public async Task Leave(HttpContext http, string? back)
    {
        try
        {
            await http.ChallengeAsync(IssuerSetup.Scheme, new AuthenticationProperties { RedirectUri = LocalAddress.Of(back) });
        }
        catch (Exception problem) when (problem is InvalidOperationException or HttpRequestException or OperationCanceledException && !http.RequestAborted.IsCancellationRequested)
        {
            LogFailure(log, Plain(problem));
            Refuse(http, Failed, back);
        }
    }

    /// <summary>Makes one attempt of the address; too many failures, and what the issuer says is not looked at.</summary>
    public async Task Return(HttpContext http)
    {
        if (await throttle.Look(SignInThrottle.Key(http.Connection.RemoteIpAddress), async () =>
        {
            await IssuerHandler.Answer(http, IssuerSetup.Scheme);
            return succeeded;
        }, cancellation: http.RequestAborted) != Looked.Done)
        {
            Refuse(http, TooMany, null);
        }
    }

    /// <summary>The issuer named somebody, and signature, audience, term, nonce and state are right.</summary>
    public async Task Received(TicketReceivedContext context)
    {
        var http = context.HttpContext;
        context.HandleResponse();
        var subject = context.Principal?.FindFirst("sub");
        if (subject is not { Value.Length: > 0 and <= IssuerLink.LongestSubject, Issuer.Length: <= IssuerLink.LongestIssuer })
        {
            await Refused(http, "no-subject", Failed, context.ReturnUri);
            return;
        }

        var address = http.Connection.Address();
        var person = await accounts.Run(subject.Issuer, subject.Value, context.Principal!.FindFirstValue(settings.NameClaim), address, http.RequestAborted);
        if (person is null)
        {
            Refuse(http, Unlinked, context.ReturnUri);
            return;
        }

        await start.Begin(http, person, address, codeShown: false, byIssuer: true);
        succeeded = true;
        http.Response.Redirect(http.Request.PathBase + LocalAddress.Of(context.ReturnUri));
    }

    /// <summary>The person or the issuer said no.</summary>
    public Task Denied(AccessDeniedContext context)
    {
        context.HandleResponse();
        return Refused(context.HttpContext, "cancelled", Cancelled, context.Properties?.RedirectUri);
    }

    /// <summary>Whatever else: a state that is not this browser's or was used, a wrong token, an issuer that does not answer.</summary>
    public Task Broken(RemoteFailureContext context)
    {
        context.HandleResponse();
        LogFailure(log, context.Failure is null ? "" : Plain(context.Failure));
        return Refused(context.HttpContext, "failed", Failed, context.Properties?.RedirectUri);
    }

    private async Task Refused(HttpContext http, string audited, string why, string? back)
    {
        await accounts.Failed(audited, http.Connection.Address(), http.RequestAborted);
        Refuse(http, why, back);
    }

    private static void Refuse(HttpContext http, string why, string? back) =>
        http.Response.Redirect($"{http.Request.PathBase}/sign-in?why={why}&return={Uri.EscapeDataString(LocalAddress.Of(back))}");

    // What the issuer or the address said stands in it: no line of the log but this one is written by it.
    private static string Plain(Exception problem)
    {
        var text = $"{problem.GetType().Name}: {problem.Message}";
        return new([.. text.Take(300).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c)]);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in at the issuer failed: {Why}")]
    private static partial void LogFailure(ILogger log, string why);
}
