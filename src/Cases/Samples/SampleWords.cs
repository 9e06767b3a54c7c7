using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.Samples;

/// <summary>Strata and periods in words. 抽查用语</summary>
internal static class SampleWords
{
    public static string Stratum(IStringLocalizer T, Stratum stratum) =>
        stratum switch
        {
            Samples.Stratum.OnSpot => T["自行处置"],
            Samples.Stratum.Rework => T["返工或重办过"],
            Samples.Stratum.Other => T["其他结案"],
            _ => throw new ArgumentOutOfRangeException(nameof(stratum), stratum, null),
        };

    public static string Period(Draw draw) =>
        draw.FromOn == draw.ToOn
            ? draw.FromOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{draw.FromOn:yyyy-MM-dd} – {draw.ToOn:yyyy-MM-dd}");
}
