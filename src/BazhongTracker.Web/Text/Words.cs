namespace BazhongTracker.Web.Text;

/// <summary>Names the resources Words.resx (Chinese) and Words.en.resx (English).</summary>
public sealed class Words;
