namespace Gezhi.Tests.Bench;

/// <summary>One benchmark: <c>./dev bench NAME</c>. Found by its type, so adding the file is enough. 基准测试</summary>
public abstract class Bench
{
    /// <summary>What is typed after <c>./dev bench</c>.</summary>
    public abstract string Name { get; }

    /// <summary>One line for the list.</summary>
    public abstract string Summary { get; }

    /// <summary>Arguments it takes, for the list; empty when none.</summary>
    public virtual string Usage => "";

    /// <summary>Longest run without <c>--quick</c>.</summary>
    public virtual TimeSpan Limit => TimeSpan.FromMinutes(10);

    /// <summary>Longest run with <c>--quick</c>.</summary>
    public virtual TimeSpan QuickLimit => TimeSpan.FromSeconds(50);

    /// <summary>Measures and reports; throws <see cref="BenchImpossible"/> when the machine lacks something.</summary>
    public abstract Task Run(BenchRun run, CancellationToken ct);
}

/// <summary>The machine lacks what a benchmark needs; the message says what.</summary>
public sealed class BenchImpossible(string message) : Exception(message);
