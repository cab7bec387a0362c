namespace BazhongTracker.Domain;

/// <summary>A rule said no. The code is translated into a sentence at the screen, with the arguments filled in.</summary>
public sealed class RuleViolation : Exception
{
    public RuleViolation(string code, params object[] arguments)
        : base(code)
    {
        Code = code;
        Arguments = arguments;
    }

    public string Code { get; }

    public IReadOnlyList<object> Arguments { get; }
}
