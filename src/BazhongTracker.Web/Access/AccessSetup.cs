using BazhongTracker.Data;
using BazhongTracker.Data.People;
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
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
                options.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789.-_";
            })
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<TrackerDbContext>()
            .AddClaimsPrincipalFactory<PersonClaims>();
        builder.Services.AddScoped<Accounts>();
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
            options.Cookie.Name = CookieName;
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.ExpireTimeSpan = TimeSpan.FromHours(8);
            options.SlidingExpiration = true;
            options.Events.OnRedirectToLogin = context => Answer(context.Response, context.Request, StatusCodes.Status401Unauthorized, context.RedirectUri);
            options.Events.OnRedirectToAccessDenied = context => Answer(context.Response, context.Request, StatusCodes.Status403Forbidden, context.RedirectUri);
            options.Events.OnValidatePrincipal = SecurityStampValidator.ValidatePrincipalAsync;
        });
        builder.Services.AddScoped<ISecurityStampValidator, SecurityStampValidator<Person>>();
        builder.Services.AddScoped<SignInManager<Person>>();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddScoped<SignedIn>();
        builder.Services.AddScoped<AuthenticationStateProvider, ServerAuthenticationStateProvider>();
        builder.Services.AddPermissions();
        return builder;
    }

    // A program gets a status code, a person the sign-in page.
    private static Task Answer(HttpResponse response, HttpRequest request, int status, string page)
    {
        if (request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/openapi"))
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
