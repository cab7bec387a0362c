using BazhongTracker.Web.Startup.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace BazhongTracker.Web.Access.Issuer;

/// <summary>Signing in at an issuer: authorization code with PKCE, back by a redirect, so that the cookies need not be sent from foreign pages.</summary>
internal static class IssuerSetup
{
    public const string Scheme = "issuer";
    public const string Path = "/sign-in/issuer";
    private const string CallbackPath = Path + "/callback";
    private static readonly TimeSpan OneVisit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    public static void AddIssuer(this WebApplicationBuilder builder)
    {
        var settings = OpenIdConnectSettings.Read(builder.Configuration, builder.Environment.IsDevelopment());
        builder.Services.AddSingleton(settings);
        builder.Services.AddScoped<IssuerAccount>();
        builder.Services.AddScoped<IssuerSignIn>();
        builder.Services.AddScoped<IssuerPermission>();
        if (settings.IsOn)
        {
            builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<OpenIdConnectOptions>, OpenIdConnectPostConfigureOptions>());
            builder.Services.AddAuthentication().AddRemoteScheme<OpenIdConnectOptions, IssuerHandler>(Scheme, null, options => options.Trust(settings, builder.Environment.IsDevelopment()));
            builder.Services.AddOptions<OpenIdConnectOptions>(Scheme).Configure<TimeProvider>((options, clock) =>
                options.TokenValidationParameters.LifetimeValidator = (from, until, _, _) => until is { } end && clock.GetUtcNow().UtcDateTime is var now && now < end + Skew && (from is null || from <= now + Skew));
        }
    }

    /// <summary>There is no route where no issuer is trusted.</summary>
    public static void MapIssuer(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<OpenIdConnectSettings>().IsOn)
        {
            return;
        }

        app.MapGet(Path, ([FromQuery(Name = "return")] string? back, HttpContext http, IssuerSignIn signIn) => signIn.Leave(http, back)).Asks(Actions.OwnSession).ExcludeFromDescription();
        app.MapGet(CallbackPath, (HttpContext http, IssuerSignIn signIn) => signIn.Return(http)).Asks(Actions.OwnSession).ExcludeFromDescription();
    }

    private static void Trust(this OpenIdConnectOptions options, OpenIdConnectSettings settings, bool isDevelopment)
    {
        options.Authority = settings.Authority;
        options.RequireHttpsMetadata = !isDevelopment;
        options.ClientId = settings.ClientId;
        options.ClientSecret = settings.ClientSecret;
        options.CallbackPath = CallbackPath;
        options.RemoteSignOutPath = PathString.Empty;
        options.SignedOutCallbackPath = PathString.Empty;
        options.SignInScheme = IdentityConstants.ApplicationScheme;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.SaveTokens = false;
        options.MapInboundClaims = false;
        options.DisableTelemetry = true;
        options.BackchannelTimeout = TimeSpan.FromSeconds(10);
        options.RemoteAuthenticationTimeout = OneVisit;
        options.ProtocolValidator.NonceLifetime = OneVisit;
        options.TokenValidationParameters.ClockSkew = Skew;
        Keep(options.CorrelationCookie, "state", isDevelopment);
        Keep(options.NonceCookie, "nonce", isDevelopment);
        options.Events.OnTicketReceived = context => SignIn(context.HttpContext).Received(context);
        options.Events.OnAccessDenied = context => SignIn(context.HttpContext).Denied(context);
        options.Events.OnRemoteFailure = context => SignIn(context.HttpContext).Broken(context);
    }

    private static void Keep(CookieBuilder cookie, string what, bool isDevelopment)
    {
        cookie.Name = $"{(isDevelopment ? "" : "__Secure-")}{AccessSetup.CookieName}-{what}.";
        cookie.SecurePolicy = isDevelopment ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.HttpOnly = true;
    }

    private static IssuerSignIn SignIn(HttpContext http) => http.RequestServices.GetRequiredService<IssuerSignIn>();
}
