using BazhongTracker.Data;
using BazhongTracker.Data.People;
using BazhongTracker.Web.Access.Entering;
using BazhongTracker.Web.Access.FirstSetUp;
using BazhongTracker.Web.Access.Issuer;
using BazhongTracker.Web.Access.Passwords;
using BazhongTracker.Web.Access.SecondFactors;
using BazhongTracker.Web.Access.Sessions;
using BazhongTracker.Web.Startup;
using BazhongTracker.Web.Startup.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;

namespace BazhongTracker.Web.Access;

internal static class AccessSetup
{
    public const string CookieName = "tracker";
    private const string CookieOrKey = "cookie-or-key";

    /// <summary>Accounts without sign-in: what the command line needs too.</summary>
    public static IHostApplicationBuilder AddPeople(this IHostApplicationBuilder builder)
    {
        builder.Services.AddIdentityCore<Person>(options =>
            {
                options.Password.RequiredLength = 10;
                options.Password.RequireNonAlphanumeric = false;
                options.Password.RequireUppercase = false;
                options.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789.-_";
            })
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<TrackerDbContext>()
            .AddClaimsPrincipalFactory<PersonClaims>();
        // SHA-512, one tenth of a second on the machine it was measured on; older hashes are made anew at the next sign-in.
        builder.Services.Configure<PasswordHasherOptions>(options => options.IterationCount = 220_000);
        builder.Services.AddSingleton(builder.Configuration.GetSection("Session").Get<SessionSettings>() ?? new SessionSettings());
        builder.Services.AddSingleton<OpenConnections>();
        builder.Services.AddSingleton<SessionTable>();
        builder.Services.AddScoped<NewAccount>();
        builder.Services.AddScoped<Accounts>();
        builder.Services.AddScoped<RoleGrants>();
        builder.Services.AddScoped<ReviewerAssignments>();
        builder.Services.AddScoped<ApiKeys>();
        return builder;
    }

    public static WebApplicationBuilder AddSignIn(this WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication(CookieOrKey).AddApiKeys(CookieOrKey, IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme, options =>
        {
            options.LoginPath = "/sign-in";
            options.ReturnUrlParameter = "return";
            options.AccessDeniedPath = "/forbidden";
            // Plain HTTP is for a newcomer on the own machine alone.
            options.Cookie.Name = builder.Environment.IsDevelopment() ? CookieName : PathBase.Read(builder.Configuration).CookiePrefix + CookieName;
            options.Cookie.SecurePolicy = builder.Environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            // How long it is worth something is said by the session's row.
            options.ExpireTimeSpan = TimeSpan.FromHours(24);
            options.SlidingExpiration = false;
            options.Events.OnRedirectToLogin = context =>
                Answer(context.Response, context.Request, StatusCodes.Status401Unauthorized, ToSignIn(context.HttpContext));
            options.Events.OnRedirectToAccessDenied = context => Answer(context.Response, context.Request, StatusCodes.Status403Forbidden, context.RedirectUri);
            options.Events.OnValidatePrincipal = SessionSetup.Validate;
        });
        builder.AddSessions();
        builder.Services.AddOptions<SessionSettings>().BindConfiguration("Session").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<SignInSettings>().BindConfiguration("SignIn").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<HashingQueue>();
        builder.Services.AddSingleton<SignInThrottle>();
        builder.Services.AddSingleton<SignInAlarm>();
        builder.Services.AddSingleton<PasswordRules>();
        builder.Services.AddSingleton<SecondFactorTerms>();
        builder.Services.AddScoped<PasswordCheck>();
        builder.Services.AddScoped<ChangePassword>();
        builder.Services.AddSingleton<SeedProtection>();
        builder.Services.AddScoped<SecondFactorCheck>();
        builder.Services.AddScoped<Enrolment>();
        builder.Services.AddScoped<Renewal>();
        builder.Services.AddSingleton<SetUpCode>();
        builder.Services.AddSingleton<SetUpCookie>();
        builder.Services.AddSingleton<AnybodyThere>();
        builder.Services.AddScoped<SetUp>();
        builder.Services.AddScoped<SetUpFactor>();
        builder.Services.AddScoped<SessionStart>();
        builder.Services.AddScoped<SigningIn>();
        builder.AddIssuer();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddScoped<SignedIn>();
        builder.Services.AddScoped<AuthenticationStateProvider, ServerAuthenticationStateProvider>();
        builder.Services.AddPermissions();
        return builder;
    }

    // What was asked for is named as everywhere: below the path of the program.
    private static string ToSignIn(HttpContext http) => http.Request.PathBase + "/sign-in"
        + QueryString.Create("return", (http.Features.Get<IAuthenticationFeature>()?.OriginalPath ?? http.Request.Path).Add(http.Request.QueryString));

    // A program gets a status code, a person the sign-in page.
    private static Task Answer(HttpResponse response, HttpRequest request, int status, string page)
    {
        if (request.IsOfProgram())
        {
            response.StatusCode = status;
        }
        else
        {
            response.Redirect(page);
        }

        return Task.CompletedTask;
    }
}
