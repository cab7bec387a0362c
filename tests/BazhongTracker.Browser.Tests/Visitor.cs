using Microsoft.Playwright;

namespace BazhongTracker.Browser.Tests;

/// <summary>One person at one browser.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private const int PictureHeight = 2400;
    private readonly RunningTracker tracker;

    public Visitor(RunningTracker tracker, IPage page)
    {
        this.tracker = tracker;
        Page = page;
        page.PageError += (_, error) => Errors.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                Errors.Add($"{message.Text} ({page.Url})");
            }
        };
    }

    public IPage Page { get; }

    public List<string> Errors { get; } = [];

    public async Task<Visitor> SignIn(string userName)
    {
        await Page.GotoAsync("/sign-in");
        await Page.FillAsync("[name='Form.UserName']", userName);
        await Page.FillAsync("[name='Form.Password']", tracker.PasswordOf(userName));
        await Page.ClickAsync("main button");
        await Page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        return this;
    }

    /// <summary>The same person at another page of the same browser; this one is closed.</summary>
    public async Task<Visitor> NewPage()
    {
        await Page.CloseAsync();
        return new Visitor(tracker, await Page.Context.NewPageAsync());
    }

    /// <summary>As if both had been chosen before.</summary>
    /// <param name="theme">light or dark.</param>
    public Task Prefer(string language, string theme) => Page.Context.AddCookiesAsync(
    [
        new() { Name = ".AspNetCore.Culture", Value = $"c%3D{language}%7Cuic%3D{language}", Url = tracker.Address },
        new() { Name = "theme", Value = theme, Url = tracker.Address },
    ]);

    /// <summary>Opens a page and waits until its circuit is up: a click before that is lost.</summary>
    public Task<IPage> Open(string path) => Go(path, isStatic: false);

    /// <param name="isStatic">A page that has no circuit to wait for.</param>
    public async Task<IPage> Go(string path, bool isStatic)
    {
        await Page.GotoAsync(path);
        if (!isStatic)
        {
            await Page.WaitForFunctionAsync("() => document.documentElement.dataset.circuit === 'up'");
        }

        return Page;
    }

    /// <summary>Where TRACKER_PICTURES is set: keeps a picture of the page, of long ones the first <see cref="PictureHeight"/> pixels.</summary>
    public async Task Picture(string name)
    {
        if (Environment.GetEnvironmentVariable("TRACKER_PICTURES") is null)
        {
            return;
        }

        var size = await Page.EvaluateAsync<int[]>("() => [document.documentElement.clientWidth, document.documentElement.scrollHeight]");
        await Page.ScreenshotAsync(new()
        {
            Path = Path.Combine(Repository.Screens, name + ".png"), FullPage = true, Clip = new() { Width = size[0], Height = Math.Min(size[1], PictureHeight) },
        });
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
