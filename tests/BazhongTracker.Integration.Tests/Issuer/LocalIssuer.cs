using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BazhongTracker.Integration.Tests.Issuer;

/// <summary>Whom the issuer says came, and what is wrong with what it says.</summary>
internal sealed record Said(string Subject, string Name)
{
    public string? Audience { get; init; }
    public string? Nonce { get; init; }
    public TimeSpan Lasts { get; init; } = TimeSpan.FromMinutes(5);
    public bool SignedByAnother { get; init; }

    /// <summary>In place of the code: what the person or the issuer refused.</summary>
    public string? Error { get; init; }
}

/// <summary>A small issuer of OpenID Connect over https, with a key and a certificate made for it. A code is good once and for whoever brings the verifier and the secret.</summary>
internal sealed class LocalIssuer(TimeProvider clock) : IAsyncDisposable
{
    public const string ClientId = "bazhong-tracker";
    public const string Secret = "a-secret-of-the-test";
    private const string KeyId = "k1";
    private readonly RSA key = RSA.Create(2048);
    private readonly RSA another = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, (Said Says, string Nonce, string Challenge)> codes = [];
    private WebApplication app = null!;

    public string Address { get; private set; } = "";

    /// <summary>What it answers the next who come.</summary>
    public Said Says { get; set; } = new("s-1", "nobody");

    public async Task Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(options => options.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.UseHttps(Certificate())));
        app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", Describe);
        app.MapGet("/keys", Keys);
        app.MapGet("/authorize", Authorize);
        app.MapPost("/token", Token);
        await app.StartAsync();
        Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        key.Dispose();
        another.Dispose();
    }

    private IResult Describe() => Results.Json(new Dictionary<string, object>
    {
        ["issuer"] = Address,
        ["authorization_endpoint"] = $"{Address}/authorize",
        ["token_endpoint"] = $"{Address}/token",
        ["jwks_uri"] = $"{Address}/keys",
        ["response_types_supported"] = new[] { "code" },
        ["subject_types_supported"] = new[] { "public" },
        ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        ["end_session_endpoint"] = $"{Address}/end",
    });

    private IResult Keys()
    {
        var open = key.ExportParameters(false);
        return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = KeyId, n = Base64Url.EncodeToString(open.Modulus), e = Base64Url.EncodeToString(open.Exponent) } } });
    }

    private IResult Authorize(
        [FromQuery(Name = "client_id")] string client, [FromQuery(Name = "redirect_uri")] string back, [FromQuery] string state, [FromQuery] string nonce,
        [FromQuery(Name = "code_challenge")] string challenge, [FromQuery(Name = "code_challenge_method")] string method, [FromQuery(Name = "response_type")] string type)
    {
        if (client != ClientId || method != "S256" || type != "code")
        {
            return Results.BadRequest();
        }

        if (Says.Error is { } error)
        {
            return Results.Redirect($"{back}?error={Uri.EscapeDataString(error)}&error_description={Uri.EscapeDataString("<b>no</b>\r\nlogin.ok")}&state={Uri.EscapeDataString(state)}");
        }

        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        codes[code] = (Says, nonce, challenge);
        return Results.Redirect($"{back}?code={code}&state={Uri.EscapeDataString(state)}");
    }

    private async Task<IResult> Token(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        return codes.TryRemove(form["code"].ToString(), out var asked) && form["client_id"] == ClientId && form["client_secret"] == Secret
            && Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) == asked.Challenge
            ? Results.Json(new { access_token = "not-used", token_type = "Bearer", id_token = IdToken(asked.Says, asked.Nonce) })
            : Results.Json(new { error = "invalid_grant" }, statusCode: StatusCodes.Status400BadRequest);
    }

    private string IdToken(Said says, string nonce)
    {
        var now = clock.GetUtcNow();
        var head = Part(new { alg = "RS256", kid = KeyId, typ = "JWT" });
        var body = Part(new Dictionary<string, object>
        {
            ["iss"] = Address,
            ["aud"] = says.Audience ?? ClientId,
            ["sub"] = says.Subject,
            ["preferred_username"] = says.Name,
            ["nonce"] = says.Nonce ?? nonce,
            ["iat"] = now.AddMinutes(-10).ToUnixTimeSeconds(),
            ["exp"] = (now + says.Lasts).ToUnixTimeSeconds(),
        });
        var signed = (says.SignedByAnother ? another : key).SignData(Encoding.ASCII.GetBytes($"{head}.{body}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{head}.{body}.{Base64Url.EncodeToString(signed)}";
    }

    private static string Part(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));

    private static X509Certificate2 Certificate()
    {
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
