using System.Globalization;

namespace Gezhi.Tests.Bench;

/// <summary>What was asked of a benchmark, and where its results go.</summary>
public sealed class BenchRun(IReadOnlyList<string> arguments, bool isQuick, TextWriter output)
{
    private readonly List<(string Name, double Value, string Unit)> _figures = [];

    /// <summary>What stood after the name, without <c>--quick</c>.</summary>
    public IReadOnlyList<string> Arguments => arguments;

    /// <summary>Whether it has to be done within <see cref="Bench.QuickLimit"/>.</summary>
    public bool IsQuick => isQuick;

    public T Choose<T>(T quick, T full) => isQuick ? quick : full;

    /// <summary>The whole number at a place among the arguments, or a default.</summary>
    /// <exception cref="FormatException">Something else stands there.</exception>
    public int Number(int place, int otherwise) =>
        place < arguments.Count ? int.Parse(arguments[place], NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : otherwise;

    public void Say(string line) => output.WriteLine(line);

    /// <summary>A table for people: the first column left, the others right.</summary>
    public void Table(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var lines = rows.Prepend(header).ToList();
        var widths = header.Select((_, column) => lines.Max(line => line[column].Length)).ToArray();
        foreach (var line in lines)
            output.WriteLine(
                string.Join("  ", line.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column])))
            );
    }

    /// <summary>A result for programs, printed at the end as <c>figure, name, value, unit</c> with tabs between.</summary>
    public void Figure(string name, double value, string unit) => _figures.Add((name, value, unit));

    public void PrintFigures()
    {
        foreach (var (name, value, unit) in _figures)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"figure\t{name}\t{Shown(value)}\t{unit}"));
    }

    /// <summary>Whole above 1,000, otherwise four digits.</summary>
    private static string Shown(double value) =>
        Math.Abs(value) >= 1_000 ? value.ToString("F0", CultureInfo.InvariantCulture) : value.ToString("G4", CultureInfo.InvariantCulture);
}
