namespace Gezhi.Field.Visits;

/// <summary>Where a door stands after its tries, and in which order doors are walked. 走访规则</summary>
public static class VisitRule
{
    /// <summary>Where a door stands.</summary>
    public sealed record Standing(TargetState State, int Tries, bool CardLeft, DateOnly? NextOn, DayPart? NotAt);

    /// <summary>Replays the tries that count: the last one decides; nobody at home is tried again after some days, so often and no oftener.</summary>
    /// <param name="retryDays">From the last try to the next.</param>
    /// <param name="mostTries">The first one too.</param>
    public static Standing Of(IEnumerable<VisitTry> tries, int retryDays, int mostTries)
    {
        var counted = tries.Where(t => t.UndoneAt is null).OrderBy(t => t.No).ToList();
        var nobody = counted.Count(t => t.Result == VisitResult.NotHome);
        var card = counted.Exists(t => t.CardLeft);
        if (counted.Count == 0)
            return new Standing(TargetState.Open, 0, false, null, null);
        var last = counted[^1];
        return last.Result switch
        {
            VisitResult.Met => new Standing(TargetState.Met, nobody, card, null, null),
            VisitResult.Moved => new Standing(TargetState.Moved, nobody, card, null, null),
            VisitResult.Refused => new Standing(TargetState.Refused, 0, false, null, null),
            _ when nobody >= mostTries => new Standing(TargetState.Unreached, nobody, card, null, last.Part),
            _ => new Standing(TargetState.Again, nobody, card, last.On.AddDays(retryDays), last.Part),
        };
    }

    /// <summary>Time of the day of a local time.</summary>
    public static DayPart PartOf(DateTime local) =>
        local.Hour < 12 ? DayPart.Morning
        : local.Hour < 18 ? DayPart.Afternoon
        : DayPart.Evening;

    /// <summary>Buildings by the nearest next one, from the north-west; in each of them unit by unit, room by room. Buildings without a point come last, by name.</summary>
    public static IReadOnlyList<WalkDoor> Walk(IEnumerable<WalkDoor> doors)
    {
        var buildings = doors
            .GroupBy(d => d.BuildingId)
            .Select(g => (First: g.First(), All: g.OrderBy(d => Key(d.Unit)).ThenBy(d => Key(d.Room)).ToList()))
            .OrderBy(b => b.First.Lon is null)
            .ThenBy(b => b.First.Lon - b.First.Lat)
            .ThenBy(b => Key(b.First.Building))
            .ThenBy(b => b.First.BuildingId)
            .ToList();
        var order = new List<WalkDoor>();
        (double Lon, double Lat)? at = null;
        while (buildings.Count > 0)
        {
            var next = at is { } here && buildings[0].First.Lon is not null ? Nearest(buildings, here) : 0;
            var (first, all) = buildings[next];
            buildings.RemoveAt(next);
            order.AddRange(all);
            if (first is { Lon: { } lon, Lat: { } lat })
                at = (lon, lat);
        }
        return order;
    }

    /// <summary>Index of the building that is nearest; those without a point are never nearest.</summary>
    private static int Nearest(List<(WalkDoor First, List<WalkDoor> All)> buildings, (double Lon, double Lat) here)
    {
        var (best, least) = (0, double.MaxValue);
        for (var i = 0; i < buildings.Count; i++)
            if (buildings[i].First is { Lon: { } lon, Lat: { } lat })
            {
                var (x, y) = ((lon - here.Lon) * Math.Cos(here.Lat * Math.PI / 180), lat - here.Lat);
                if ((x * x) + (y * y) is var far && far < least)
                    (best, least) = (i, far);
            }
        return best;
    }

    /// <summary>Numbers by their size, whatever stands around them: 2 before 10, 3号楼 before 12号楼.</summary>
    internal static string Key(string text)
    {
        var key = new System.Text.StringBuilder();
        for (var i = 0; i < text.Length; )
            if (char.IsAsciiDigit(text[i]))
            {
                var from = i;
                while (i < text.Length && char.IsAsciiDigit(text[i]))
                    i++;
                key.Append(text[from..i].PadLeft(8, '0'));
            }
            else
                key.Append(text[i++]);
        return key.ToString();
    }
}

/// <summary>A door as the walk sees it. 走访路线上的户</summary>
/// <param name="Lon">Of the building, WGS-84 degrees; null when not placed.</param>
/// <param name="Lat">Of the building, WGS-84 degrees; null when not placed.</param>
public sealed record WalkDoor(Guid HouseholdId, Guid BuildingId, string Building, string Unit, string Room, double? Lon, double? Lat);
