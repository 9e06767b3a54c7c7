using Gezhi.Platform.Problems;

namespace Gezhi.Platform.Flow;

/// <summary>One line of a life cycle: from these states, this action leads there. 流转规则</summary>
/// <param name="From">States in which the action is allowed.</param>
/// <param name="Action">What is done.</param>
/// <param name="To">State afterwards; null: the state stays, or the aggregate says which remembered state comes back.</param>
public sealed record FlowLine<TState, TAction>(IReadOnlyList<TState> From, TAction Action, TState? To)
    where TState : struct, Enum
    where TAction : struct, Enum;

/// <summary>A life cycle as one table: the server's check, the buttons on a page and the diagram in the docs all come from it. 状态机</summary>
public sealed class Flow<TState, TAction>
    where TState : struct, Enum
    where TAction : struct, Enum
{
    private readonly Dictionary<(TState, TAction), FlowLine<TState, TAction>> byMove = [];

    public Flow(TState start, IReadOnlyList<FlowLine<TState, TAction>> lines)
    {
        Start = start;
        Lines = lines;
        foreach (var line in lines)
        foreach (var from in line.From)
            if (!byMove.TryAdd((from, line.Action), line))
                throw new ArgumentException($"{from} + {line.Action} stands twice in the table", nameof(lines));
    }

    /// <summary>State of a new aggregate.</summary>
    public TState Start { get; }

    /// <summary>The table.</summary>
    public IReadOnlyList<FlowLine<TState, TAction>> Lines { get; }

    /// <summary>Whether the action is allowed in the state.</summary>
    public bool Allows(TState from, TAction action) => byMove.ContainsKey((from, action));

    /// <summary>Actions allowed in the state, in the order of the table.</summary>
    public IEnumerable<TAction> Actions(TState from) => Lines.Where(l => l.From.Contains(from)).Select(l => l.Action);

    /// <summary>The state after the move.</summary>
    /// <param name="from">State now.</param>
    /// <param name="action">What is done.</param>
    /// <param name="remembered">Where lines without a target lead; null: nowhere else.</param>
    /// <exception cref="RuleViolation"><c>case.move-not-allowed</c>.</exception>
    public TState Next(TState from, TAction action, TState? remembered = null) =>
        byMove.TryGetValue((from, action), out var line)
            ? line.To ?? remembered ?? from
            : throw new RuleViolation("case.move-not-allowed", from, action);

    /// <summary>The table as a Mermaid state diagram, for the docs.</summary>
    public string Diagram()
    {
        var text = new System.Text.StringBuilder("stateDiagram-v2\n").Append("    [*] --> ").Append(Start).Append('\n');
        foreach (var line in Lines)
        foreach (var from in line.From)
            if (line.To is { } to && !EqualityComparer<TState>.Default.Equals(from, to))
                text.Append("    ").Append(from).Append(" --> ").Append(to).Append(": ").Append(line.Action).Append('\n');
        return text.ToString();
    }
}
