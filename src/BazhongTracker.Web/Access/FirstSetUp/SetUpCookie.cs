using System.Security.Cryptography;
using BazhongTracker.Web.Startup;
using Microsoft.AspNetCore.DataProtection;

namespace BazhongTracker.Web.Access.FirstSetUp;

/// <summary>
/// That the code from the server was typed in this browser, so that it need not be typed for every step. It is worth what the code is
/// worth, and goes with the browser.
/// </summary>
public sealed class SetUpCookie(IDataProtectionProvider protection, PathBase own, IHostEnvironment environment)
{
    private readonly IDataProtector protector = protection.CreateProtector("set-up-code");

    private string Name => environment.IsDevelopment() ? "set-up" : own.CookiePrefix + "set-up";

    public void Write(HttpContext http, string code) => http.Response.Cookies.Append(Name, protector.Protect(code), Options);

    public void Remove(HttpContext http) => http.Response.Cookies.Delete(Name, Options);

    /// <returns>The code as it was typed; empty where there is none.</returns>
    public string Read(HttpContext http)
    {
        try
        {
            return http.Request.Cookies[Name] is { } text ? protector.Unprotect(text) : "";
        }
        catch (CryptographicException)
        {
            return "";
        }
    }

    private CookieOptions Options =>
        new() { HttpOnly = true, Secure = !environment.IsDevelopment(), SameSite = SameSiteMode.Strict, Path = own.CookiePath };
}
