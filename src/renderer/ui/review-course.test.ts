import { describe, expect, it } from 'vitest'
import { REVIEW_STATES } from '../../domain/prompt/index.ts'
import { COURSE, nextState, placeOf } from './review-course.ts'

describe('the course of a review', () => {
  it('leads from nothing to passed, step by step, and ends there', () => {
    const walked = []
    for (let state = nextState(undefined); state !== undefined; state = nextState(state)) walked.push(state)
    expect(walked).toEqual([...COURSE])
  })

  it('begins anew after a refusal', () => {
    expect(nextState('refused')).toBe('prepared')
  })

  it('has a place for every state, a refusal where it would have passed', () => {
    expect(REVIEW_STATES.map(placeOf)).toEqual([0, 1, 2, 3, 3])
    expect(placeOf(undefined)).toBe(-1)
  })
})
