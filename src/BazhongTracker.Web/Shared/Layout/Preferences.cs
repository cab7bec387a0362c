using BazhongTracker.Web.Access;
using BazhongTracker.Web.Startup;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace BazhongTracker.Web.Shared.Layout;

/// <summary>Language and colours of a visitor, each remembered in a cookie for a year.</summary>
internal static class Preferences
{
    public const string Chinese = "zh-CN";
    public const string English = "en";

    /// <summary>The colours of the visitor's device.</summary>
    public const string SystemTheme = "system";
    public const string Light = "light";
    public const string Dark = "dark";

    private const string ThemeCookie = "theme";

    private static readonly string[] Languages = [Chinese, English];

    public static IReadOnlyList<string> Themes { get; } = [SystemTheme, Light, Dark];

    /// <returns>light, dark, or null where the device decides.</returns>
    public static string? ChosenTheme(this HttpRequest request) => request.Cookies[ThemeCookie] is Light or Dark ? request.Cookies[ThemeCookie] : null;

    /// <summary>Pages and their circuits speak the language of the cookie; programs that ask /api hear Chinese.</summary>
    public static void UseChosenLanguage(this WebApplication app) =>
        app.UseWhen(context => !context.Request.Path.StartsWithSegments("/api"), pages => pages.UseRequestLocalization(options =>
        {
            options.SetDefaultCulture(Chinese).AddSupportedCultures(Languages).AddSupportedUICultures(Languages);
            options.RequestCultureProviders = [new CookieRequestCultureProvider()];
        }));

    public static void MapPreferences(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/language/{language}", (string language, [FromQuery(Name = "return")] string? address, HttpContext http) =>
            Remember(http, Languages, language, CookieRequestCultureProvider.DefaultCookieName, chosen => CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(chosen)), address)).Asks(Actions.OpenFrame).ExcludeFromDescription();
        routes.MapGet("/theme/{theme}", (string theme, [FromQuery(Name = "return")] string? address, HttpContext http) =>
            Remember(http, Themes, theme, ThemeCookie, chosen => chosen, address)).Asks(Actions.OpenFrame).ExcludeFromDescription();
    }

    private static IResult Remember(HttpContext http, IReadOnlyList<string> known, string chosen, string cookie, Func<string, string> written, string? address)
    {
        if (!known.Contains(chosen))
        {
            return Results.NotFound();
        }

        http.Response.Cookies.Append(cookie, written(chosen), new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, IsEssential = true, Path = PathBase.Of(http).CookiePath,
        });
        return Results.LocalRedirect("~" + LocalAddress.Of(address));
    }
}
