import type { RouteScene, StationScene, TokenScene } from '#scene/route/route-scene.ts';

/** Lanes, stations, roads and the token, as the scene says. */
export function RoutePicture({ scene }: { readonly scene: RouteScene }) {
  const { fontSize } = scene;
  return (
    <g fontSize={fontSize}>
      {scene.lanes.map((lane) => (
        <g key={lane.party} className={`rv-lane rv-${lane.party}`} data-active={lane.active}>
          <rect x={lane.x} y={lane.y} width={lane.width} height={lane.height} rx={8} />
          <text x={lane.titleX} y={lane.titleY}>
            {lane.title}
          </text>
        </g>
      ))}
      <text className="rv-heading" x={scene.heading.x} y={scene.heading.y}>
        {scene.heading.text}
      </text>
      {scene.roads.map((road) => (
        <path key={road.key} className="rv-road" d={road.path} data-decided={road.label !== null} />
      ))}
      {scene.segments.map((segment) => (
        <g key={segment.key} className={`rv-segment rv-${segment.party}`} data-strength={segment.strength}>
          <path d={segment.path} strokeWidth={fontSize * 0.19} />
          {segment.arrow !== '' && <path d={segment.arrow} strokeWidth={fontSize * 0.15} />}
        </g>
      ))}
      {scene.stations.map((station) => (
        <Station key={station.id} station={station} />
      ))}
      {scene.roads.map(
        (road) =>
          road.label && (
            <g key={road.key} className="rv-road-label">
              <rect
                x={road.label.x}
                y={road.label.y}
                width={road.label.width}
                height={road.label.height}
                rx={4}
              />
              <text
                x={road.label.x + road.label.width / 2}
                y={road.label.y + road.label.height / 2 + fontSize * 0.35}
              >
                {road.label.text}
              </text>
            </g>
          ),
      )}
      {scene.token && <Token token={scene.token} fontSize={fontSize} />}
    </g>
  );
}

function Station({ station }: { readonly station: StationScene }) {
  const { name, status } = station;
  return (
    <g
      className={`rv-station rv-${station.party}`}
      data-phase={station.phase}
      data-own={station.own}
      data-tone={status?.tone ?? 'plain'}
    >
      <rect
        x={station.x}
        y={station.y}
        width={station.width}
        height={station.height}
        rx={station.row ? 4 : 6}
      />
      <text className="rv-name" data-face={name.face} x={name.x} y={name.y}>
        {name.text}
      </text>
      {status && (
        <text className="rv-status" x={status.x} y={status.y} textAnchor={status.anchor}>
          {status.text}
        </text>
      )}
    </g>
  );
}

function Token({ token, fontSize }: { readonly token: TokenScene; readonly fontSize: number }) {
  const { label } = token;
  return (
    <g className={`rv-token rv-${token.party}`}>
      {token.leader !== '' && <path className="rv-leader" d={token.leader} />}
      <circle cx={token.x} cy={token.y} r={token.radius} />
      <circle cx={token.x} cy={token.y} r={token.radius * 0.35} className="rv-pupil" />
      {label && (
        <g className="rv-token-label">
          <rect x={label.x} y={label.y} width={label.width} height={label.height} rx={4} />
          {label.lines.map((line, i) => (
            <text key={i} x={label.x + fontSize * 0.4} y={label.y + fontSize * (1.1 + 1.25 * i)}>
              {line}
            </text>
          ))}
        </g>
      )}
    </g>
  );
}
