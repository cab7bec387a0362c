using MudBlazor;

namespace BazhongTracker.Web.Shared.Layout;

/// <summary>The tokens of app.css for MudBlazor's own pieces (dialogs, pickers, messages).</summary>
internal static class TrackerTheme
{
    private static readonly string[] Sans =
        ["PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei UI", "Microsoft YaHei", "Source Han Sans SC", "Noto Sans CJK SC", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#1B4A59", PrimaryContrastText = "#FFFFFF",
            Secondary = "#454C52", SecondaryContrastText = "#FFFFFF",
            Tertiary = "#0B6E8A", Info = "#0B6E8A",
            Success = "#2B6840", Warning = "#875300", Error = "#A3211B",
            SuccessContrastText = "#FFFEFB", WarningContrastText = "#FFFEFB", ErrorContrastText = "#FFFEFB",
            AppbarBackground = "#FFFEFB", AppbarText = "#1D2226", DrawerBackground = "#F5F3ED", DrawerText = "#1D2226", DrawerIcon = "#454C52",
            Dark = "#1D2226", DarkContrastText = "#FFFEFB",
            TextPrimary = "#1D2226", TextSecondary = "#454C52", TextDisabled = "#62686D",
            ActionDefault = "#454C52", ActionDisabled = "#62686D", ActionDisabledBackground = "#ECE9E1",
            Background = "#F5F3ED", BackgroundGray = "#ECE9E1", Surface = "#FFFEFB",
            LinesDefault = "#DDD8CC", Divider = "#DDD8CC", TableLines = "#DDD8CC", LinesInputs = "#847D70", DividerLight = "#ECE9E1",
            TableHover = "#E2EBEC", Skeleton = "#ECE9E1", HoverOpacity = 0.06, RippleOpacity = 0,
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#8FC3CE", PrimaryContrastText = "#0F1719",
            Secondary = "#C0C3C1", SecondaryContrastText = "#0F1719",
            Tertiary = "#7FD0E3", Info = "#7FD0E3",
            Success = "#8CC99B", Warning = "#E3B65F", Error = "#F39A8D",
            SuccessContrastText = "#1B2023", WarningContrastText = "#1B2023", ErrorContrastText = "#1B2023",
            AppbarBackground = "#1B2023", AppbarText = "#ECE9E2", DrawerBackground = "#14181A", DrawerText = "#ECE9E2", DrawerIcon = "#C0C3C1",
            Dark = "#ECE9E2", DarkContrastText = "#14181A",
            TextPrimary = "#ECE9E2", TextSecondary = "#C0C3C1", TextDisabled = "#9BA2A3",
            ActionDefault = "#C0C3C1", ActionDisabled = "#9BA2A3", ActionDisabledBackground = "#101415",
            Background = "#14181A", BackgroundGray = "#101415", Surface = "#1B2023",
            LinesDefault = "#30373A", Divider = "#30373A", TableLines = "#30373A", LinesInputs = "#7A8387", DividerLight = "#282D2F",
            TableHover = "#22343A", Skeleton = "#282D2F", HoverOpacity = 0.08, RippleOpacity = 0,
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "3px", AppbarHeight = "48px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Sans, FontSize = "0.875rem", LineHeight = "1.5", LetterSpacing = "0" },
            Button = new ButtonTypography { FontFamily = Sans, FontSize = "0.875rem", TextTransform = "none", LetterSpacing = "0" },
        },
    };
}
