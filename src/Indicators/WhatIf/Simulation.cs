namespace Gezhi.Indicators.WhatIf;

/// <summary>Plays a period: cases land on desks, wait by their deadline, are worked on, come back. A discrete-event simulation. 离散事件仿真</summary>
/// <remarks>
/// Deterministic: the same model and dice give the same bytes. Who has begun a case ends it, over nights and weekends as well; the nearest deadline goes
/// first. One object plays one run after the other and keeps its arrays.
/// </remarks>
public sealed class Simulation(SimModel model)
{
    /// <summary>Sending something back costs a look at it: a quarter of an hour.</summary>
    private const int LookSeconds = 900;

    private const int MostReturns = 2;
    private const int MostReworks = 3;
    private const int KindBits = 2;
    private const int CrewShift = 40;
    private const int MostNumber = (1 << 28) - 1;

    private readonly SimQueue events = new(1024);
    private readonly Desk[] desks = [.. model.Crews.Select(c => new Desk(c))];
    private readonly int[] enteredAt = new int[model.Cases.Length];
    private readonly int[] handedAt = new int[model.Cases.Length];
    private readonly byte[] returns = new byte[model.Cases.Length];
    private readonly byte[] reworks = new byte[model.Cases.Length];
    private readonly bool[] isLook = new bool[model.Cases.Length];
    private readonly int[] waiting = new int[model.Days + 1];
    private SimDice dice;

    private enum Kind
    {
        /// <summary>A crew is done with a case.</summary>
        Done,

        /// <summary>A crew comes on duty.</summary>
        Opens,

        /// <summary>A case lands on the desk again.</summary>
        Again,
    }

    private sealed class Desk(SimCrew[] crews)
    {
        public readonly SimCrew[] Crews = crews;
        public readonly int[] Free = new int[crews.Length];
        public readonly bool[] IsCalled = new bool[crews.Length];
        public readonly SimQueue Waiting = new();
        public int WaitingSince;
        public int Entries;
        public long Wait;
        public long Overload;
        public int Due;
        public int OnTime;

        public void Reset()
        {
            for (var i = 0; i < Crews.Length; i++)
                (Free[i], IsCalled[i]) = (Crews[i].Hands, false);
            Waiting.Clear();
            (WaitingSince, Entries, Wait, Overload, Due, OnTime) = (0, 0, 0, 0, 0, 0);
        }
    }

    /// <summary>Plays it once from beginning to end.</summary>
    /// <exception cref="OperationCanceledException">It is not wanted any more.</exception>
    public SimResult Run(SimDice with, CancellationToken ct = default)
    {
        Begin(with);
        var (next, steps) = (0, 0);
        var cases = model.Cases;
        while (next < cases.Length || events.Count > 0)
        {
            if ((++steps & 0xFFFF) == 0)
                ct.ThrowIfCancellationRequested();
            if (events.Count == 0 || (next < cases.Length && cases[next].At <= events.FirstKey))
            {
                Land(next, cases[next].At);
                next++;
                continue;
            }
            var item = events.Take(out var key);
            var (at, number) = ((int)key, (int)(item >> KindBits) & MostNumber);
            switch ((Kind)(item & ((1 << KindBits) - 1)))
            {
                case Kind.Done:
                    Done(number, at, crew: (int)(item >> CrewShift));
                    break;
                case Kind.Opens:
                    Opens(number, at, crew: (int)(item >> CrewShift));
                    break;
                default:
                    Land(number, at);
                    break;
            }
        }
        return End();
    }

    private void Begin(SimDice with)
    {
        dice = with;
        events.Clear();
        Array.Clear(returns);
        Array.Clear(reworks);
        Array.Clear(isLook);
        Array.Clear(waiting);
        Array.Fill(handedAt, int.MaxValue);
        foreach (var desk in desks)
            desk.Reset();
    }

    private void Plan(Kind kind, int number, int crew, int at) =>
        events.Add(at, ((long)crew << CrewShift) | ((long)number << KindBits) | (long)kind);

    private void Land(int number, int at)
    {
        var desk = desks[model.Cases[number].Desk];
        enteredAt[number] = at;
        desk.Entries++;
        for (var crew = 0; crew < desk.Crews.Length; crew++)
            if (desk.Free[crew] > 0 && model.Times[desk.Crews[crew].Time].IsOpen(at))
            {
                Start(desk, crew, number, at);
                return;
            }
        if (desk.Waiting.Count == 0)
            desk.WaitingSince = at;
        desk.Waiting.Add(model.Cases[number].Due, number);
        for (var crew = 0; crew < desk.Crews.Length; crew++)
            Call(desk, model.Cases[number].Desk, crew, at);
    }

    /// <summary>Who is free and off duty begins at the next opening.</summary>
    private void Call(Desk desk, int deskNo, int crew, int at)
    {
        if (desk.Free[crew] == 0 || desk.IsCalled[crew] || desk.Waiting.Count == 0)
            return;
        var opens = model.Times[desk.Crews[crew].Time].NextOpen(at);
        if (opens == int.MaxValue)
            return;
        desk.IsCalled[crew] = true;
        Plan(Kind.Opens, deskNo, crew, opens);
    }

    private void Opens(int deskNo, int at, int crew)
    {
        var desk = desks[deskNo];
        desk.IsCalled[crew] = false;
        while (desk.Free[crew] > 0 && desk.Waiting.Count > 0)
            Next(desk, crew, at);
    }

    private void Next(Desk desk, int crew, int at)
    {
        var number = (int)desk.Waiting.Take(out _);
        if (desk.Waiting.Count == 0)
        {
            var usual = model.Times[desk.Crews[0].Time];
            desk.Overload += usual.Before(at) - usual.Before(desk.WaitingSince);
        }
        Start(desk, crew, number, at);
    }

    private void Start(Desk desk, int crew, int number, int at)
    {
        ref var one = ref model.Cases[number];
        desk.Free[crew]--;
        desk.Wait += at - enteredAt[number];
        var (from, to) = (Math.Min(enteredAt[number] / DutyTime.Day, model.Days), Math.Min(at / DutyTime.Day, model.Days));
        waiting[from]++;
        waiting[to]--;
        var pool = model.Pools[one.Pool];
        var pass = returns[number] + (reworks[number] << 3);
        isLook[number] = returns[number] < MostReturns && reworks[number] == 0 && dice.Of(one.Key, pass | 0x100) < pool.ReturnShare;
        var work =
            isLook[number] ? LookSeconds
            : dice.TakesOwn && one.Work >= 0 ? one.Work
            : Draw(pool.Works, dice.Of(one.Key, pass | 0x200));
        Plan(Kind.Done, number, crew, model.Times[desk.Crews[crew].Time].Add(at, work));
    }

    private static int Draw(int[] sorted, double share) => sorted.Length == 0 ? 0 : sorted[(int)(share * sorted.Length)];

    private void Done(int number, int at, int crew)
    {
        ref var one = ref model.Cases[number];
        var desk = desks[one.Desk];
        desk.Free[crew]++;
        var pool = model.Pools[one.Pool];
        var pass = returns[number] + (reworks[number] << 3);
        if (isLook[number])
        {
            returns[number]++;
            Plan(Kind.Again, number, 0, at + Draw(model.ReturnDelays, dice.Of(one.Key, pass | 0x300)));
        }
        else
        {
            handedAt[number] = at;
            if (reworks[number] < MostReworks && dice.Of(one.Key, pass | 0x400) < pool.ReworkShare)
            {
                reworks[number]++;
                Plan(Kind.Again, number, 0, at + Draw(model.CheckDelays, dice.Of(one.Key, pass | 0x500)));
            }
        }
        if (desk.Waiting.Count == 0)
            return;
        if (model.Times[desk.Crews[crew].Time].IsOpen(at))
            Next(desk, crew, at);
        else
            Call(desk, one.Desk, crew, at);
    }

    private SimResult End()
    {
        foreach (var desk in desks)
            LeaveWaiting(desk);
        var (due, onTime, counted) = (0, 0, 0);
        var cases = model.Cases;
        var spans = new int[cases.Length];
        for (var i = 0; i < cases.Length; i++)
        {
            if (!cases[i].IsCounted)
                continue;
            var handed = handedAt[i];
            if (handed != int.MaxValue)
                spans[counted++] = handed - cases[i].At;
            if (handed > model.Until && cases[i].Due > model.Until)
                continue; // open and not yet due on the day of looking
            due++;
            ref var desk = ref desks[cases[i].Desk];
            desk.Due++;
            if (handed > cases[i].Due)
                continue;
            onTime++;
            desk.OnTime++;
        }
        Array.Sort(spans, 0, counted);
        var byDay = new int[model.Days];
        for (var (day, now) = (0, 0); day < model.Days; day++)
            byDay[day] = now += waiting[day];
        return new SimResult(
            due,
            onTime,
            counted == 0 ? 0 : spans[counted / 2],
            counted == 0 ? 0 : spans[(int)(counted * 0.9)],
            [.. desks.Select(d => new SimDeskResult(d.Entries, d.Wait, d.Overload, d.Due, d.OnTime))],
            byDay
        );
    }

    /// <summary>What nobody ever began waits to the last day.</summary>
    private void LeaveWaiting(Desk desk)
    {
        if (desk.Waiting.Count == 0)
            return;
        var usual = model.Times[desk.Crews[0].Time];
        desk.Overload += usual.Before(int.MaxValue) - usual.Before(desk.WaitingSince);
        while (desk.Waiting.Count > 0)
            waiting[Math.Min(enteredAt[(int)desk.Waiting.Take(out _)] / DutyTime.Day, model.Days)]++;
    }
}
