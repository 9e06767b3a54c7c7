namespace Gezhi.Web.Seeding.Reports;

/// <summary>Invents the weather of a day; the same day always has the same. 天气</summary>
internal static class Weather
{
    private static readonly (string Kind, double Weight)[] Summer = [("hot", 5), ("rain", 3), ("fine", 3)];
    private static readonly (string Kind, double Weight)[] Autumn = [("fine", 5), ("rain", 3), ("wind", 2), ("fog", 1), ("cold", 1)];
    private static readonly (string Kind, double Weight)[] Winter = [("cold", 5), ("snow", 1), ("fog", 2), ("wind", 2)];
    private static readonly (string Kind, double Weight)[] Spring = [("fine", 4), ("wind", 4), ("rain", 2)];

    /// <value>rain, wind, fog, hot, cold, snow or fine.</value>
    public static string Of(DateOnly day) => new Dice((ulong)day.DayNumber * 2654435761UL).Pick(Likely(day), k => k.Weight).Kind;

    private static (string Kind, double Weight)[] Likely(DateOnly day) =>
        day.Month switch
        {
            6 or 7 or 8 => Summer,
            9 or 10 => Autumn,
            11 or 12 or 1 or 2 => day.Month == 11 && day.Day < 15 ? Autumn : Winter,
            _ => Spring,
        };
}
