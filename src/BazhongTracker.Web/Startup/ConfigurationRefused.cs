namespace BazhongTracker.Web.Startup;

/// <summary>The program does not start with these settings; the message is one sentence saying what to set.</summary>
public sealed class ConfigurationRefused(string message, Exception? problem = null) : Exception(message, problem);
