namespace Gezhi.Platform;

/// <summary>Answer to a command that wrote a row: its id. 写入回执</summary>
/// <remarks>Answers are named types: routes are bound at compile time, and the API's document shows the name.</remarks>
public sealed record WrittenId(Guid Id);

/// <summary>Answer to a withdrawal: how many uses it ended. 撤回回执</summary>
public sealed record Withdrawn(int Stopped);
