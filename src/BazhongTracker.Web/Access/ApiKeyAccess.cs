using System.Security.Claims;
using System.Text.Encodings.Web;
using BazhongTracker.Data.People;
using BazhongTracker.Web.Access.Passwords;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace BazhongTracker.Web.Access;

/// <summary>A program shows its key in the header <c>X-Api-Key</c>, under /api and for the description of the API only. It reads and never writes.</summary>
internal sealed class ApiKeyAccess(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder,
    ApiKeys keys, SignInThrottle throttle, SignInAlarm alarm)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public const string Header = "X-Api-Key";
    public const string SchemeName = "api-key";

    // Apart from passwords: a program with an old key must not keep an office behind the same address from signing in.
    private const string Counted = "key ";
    private const string ComeAgain = "60";

    private Looked looked;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        ApiKey? found = null;
        looked = await throttle.Look(
            Counted + SignInThrottle.Key(Context.Connection.RemoteIpAddress),
            async () => (found = await keys.Recognise(Request.Headers[Header].ToString(), Context.RequestAborted)) is not null,
            cancellation: Context.RequestAborted);
        if (looked != Looked.Done)
        {
            return AuthenticateResult.Fail("Too many keys that are none.");
        }

        if (found is not { } key)
        {
            await alarm.Failed(Context.RequestAborted);
            return AuthenticateResult.Fail("The key is wrong, revoked or expired.");
        }

        var reader = key.Reader;
        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.Name, reader.UserName),
                new Claim(SignedIn.DisplayNameClaim, reader.DisplayName),
                new Claim(SignedIn.DepartmentClaim, reader.DepartmentCode),
                .. reader.Roles.Select(role => new Claim(ClaimTypes.Role, role)),
            ],
            SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (looked == Looked.Done)
        {
            return base.HandleChallengeAsync(properties);
        }

        Response.StatusCode = StatusCodes.Status429TooManyRequests;
        Response.Headers.RetryAfter = ComeAgain;
        return Task.CompletedTask;
    }
}

internal static class ApiKeySetup
{
    /// <summary>The scheme <paramref name="either"/> reads the key where one is brought, else what <paramref name="otherwise"/> says.</summary>
    public static AuthenticationBuilder AddApiKeys(this AuthenticationBuilder builder, string either, string otherwise) => builder
        .AddPolicyScheme(either, null, options =>
            options.ForwardDefaultSelector = context => context.Request.BringsKey() ? ApiKeyAccess.SchemeName : otherwise)
        .AddScheme<AuthenticationSchemeOptions, ApiKeyAccess>(ApiKeyAccess.SchemeName, null);

    public static bool BringsKey(this HttpRequest request) =>
        (request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/openapi")) && request.Headers.ContainsKey(ApiKeyAccess.Header);

    /// <summary>Whatever a key asks for but to read is answered with 403.</summary>
    public static void UseReadingKeys(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.User.Identity?.AuthenticationType == ApiKeyAccess.SchemeName && !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        return next(context);
    });
}
