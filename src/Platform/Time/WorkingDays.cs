namespace Gezhi.Platform.Time;

/// <summary>Which days are worked, counted once so that deadlines need no loop. 工作日表</summary>
/// <remarks>Covers 1970 to 2119. Outside the known notices Monday to Friday are worked.</remarks>
internal sealed class WorkingDays
{
    private static readonly int First = new DateOnly(1970, 1, 1).DayNumber;
    private static readonly int End = new DateOnly(2120, 1, 1).DayNumber;

    private readonly int[] _workedBefore = new int[End - First + 1];
    private readonly List<int> _worked = new((End - First) * 5 / 7);

    /// <param name="isEveryDay">For crews that never rest: every day is worked, whatever the notices say.</param>
    public WorkingDays(IReadOnlyDictionary<DateOnly, CalendarDay> special, bool isEveryDay = false)
    {
        for (var number = First; number < End; number++)
        {
            _workedBefore[number - First] = _worked.Count;
            var day = DateOnly.FromDayNumber(number);
            var isWorking =
                isEveryDay
                || (
                    special.TryGetValue(day, out var named)
                        ? named.IsWorking
                        : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
                );
            if (isWorking)
                _worked.Add(number);
        }
        _workedBefore[^1] = _worked.Count;
    }

    public bool IsWorking(DateOnly day) => CountBefore(day.DayNumber + 1) > CountBefore(day.DayNumber);

    /// <summary>Working days before this day number.</summary>
    public int CountBefore(int dayNumber) =>
        dayNumber >= First && dayNumber <= End
            ? _workedBefore[dayNumber - First]
            : throw new ArgumentOutOfRangeException(nameof(dayNumber), dayNumber, "The work calendar covers 1970 to 2119.");

    /// <summary>The working day with this many working days before it.</summary>
    public DateOnly At(long index) =>
        index >= 0 && index < _worked.Count
            ? DateOnly.FromDayNumber(_worked[(int)index])
            : throw new ArgumentOutOfRangeException(nameof(index), index, "The work calendar covers 1970 to 2119.");
}
